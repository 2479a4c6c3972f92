import type { AppViewRoute } from '@bull-board/api/typings/app';
import { ExpressAdapter } from '@bull-board/express';
import type { Request, Response } from 'express';

/** Bull Board's page without the web font it links: the panel loads nothing from other hosts. */
export class BoardServer extends ExpressAdapter {
  override setEntryRoute(route: AppViewRoute): ExpressAdapter {
    this.app[route.method](route.route, (_request: Request, response: Response) => {
      const { name, params } = route.handler({ basePath: this.basePath, uiConfig: this.uiConfig });
      response.render(name, params, (error: Error | null, html: string) => {
        if (error) throw error;
        response.send(html.replace(/<link[^>]+href="https?:[^>]*>/g, ''));
      });
    });
    return this;
  }
}
